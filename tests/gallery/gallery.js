'use strict';
/* What is shown follows the page's address, and the switches write it. */
const asked = () => new URLSearchParams(location.hash.slice(1));

function show() {
  const wanted = asked();
  const root = document.documentElement;
  for (const name of ['theme', 'width', 'face', 'language']) {
    const radios = [...document.querySelectorAll(`input[name=${name}]`)];
    const chosen = radios.find((one) => one.value === wanted.get(name)) ?? radios[0];
    chosen.checked = true;
    root.dataset[name] = chosen.value;
  }
  document.querySelector('header').hidden = wanted.has('bare');
  const scene = wanted.get('scene') ?? '';
  document.getElementById('scene').value = scene;
  for (const one of document.querySelectorAll('section')) {
    const inLanguage = one.dataset.language === root.dataset.language;
    one.hidden = !inLanguage || (scene !== '' && one.dataset.scene !== scene);
  }
}

document.querySelector('header').addEventListener('change', ({ target }) => {
  const wanted = asked();
  wanted.set(target.name || target.id, target.value);
  location.hash = wanted.toString();
});
addEventListener('hashchange', show);
show();
