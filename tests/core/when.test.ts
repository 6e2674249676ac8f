import { expect, it } from 'vitest';
import { readWhen, readZone, SCHEDULE_DAYS } from '../../src/core/when.ts';

const dayOf = (word: string) => (word === 'day' ? 'daily' : SCHEDULE_DAYS.find((one) => one === word.toLowerCase()));

it.each([
  ['daily 9:00', '09:00', 'UTC'],
  ['daily 23:59 UTC', '23:59', 'UTC'],
  ['daily 9am', '09:00', 'UTC'],
  ['daily 9 a.m.', '09:00', 'UTC'],
  ['daily 12 am', '00:00', 'UTC'],
  ['daily 12pm', '12:00', 'UTC'],
  ['daily 9.05 PM', '21:05', 'UTC'],
  ['at 9pm every day, Berlin', '21:00', 'Europe/Berlin'],
  ['daily at 9 am Berlin', '09:00', 'Europe/Berlin'],
  ['every day at 09:00 in America/New York', '09:00', 'America/New_York'],
  ['daily 09:00 new york', '09:00', 'America/New_York'],
  ['daily 09:00 in Los Angeles', '09:00', 'America/Los_Angeles'],
  ['Los Angeles daily at 09:00', '09:00', 'America/Los_Angeles'],
  ['daily 09:00 GMT', '09:00', 'GMT'],
])('readWhen reads %j as %s in %s', (typed, time, zone) => {
  const { zone: read, ...rest } = { zone: '', ...readWhen(typed, dayOf) };
  expect(rest).toEqual({ days: 'daily', time });
  expect(read === 'GMT' ? read : readZone(read)).toBe(zone);
});

it.each([
  ['daily 24:00', '24:00'],
  ['daily 9:60', '9:60'],
  ['daily 13pm', '13pm'],
  ['daily 0am', '0am'],
  ['daily 9', '9'],
  ['daily 9:0', '9:0'],
  ['daily -9:00', '-9:00'],
  ['daily and friday 9am', 'and friday'],
  ['daily 9am Atlantis', 'Atlantis'],
  ['daily', ''],
  ['9am', ''],
  ['', ''],
])('readWhen says of %j that %j is not read', (typed, unread) => expect(readWhen(typed, dayOf)).toEqual({ unread }));

it.each([
  ['EST', 'America/New_York'],
  ['ET', 'America/New_York'],
  ['CST', 'America/Chicago'],
  ['mst', 'America/Denver'],
  ['PT', 'America/Los_Angeles'],
  ['IST', 'Asia/Kolkata'],
  ['BST', 'Europe/London'],
  ['CET', 'Europe/Berlin'],
  ['AEST', 'Australia/Sydney'],
])('readWhen takes %s for no zone, and knows %s', (several, instead) =>
  expect(readWhen(`daily 09:00 ${several}`, dayOf)).toEqual({ several, instead }),
);

it.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['Europe / Berlin', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['asia/kolkata', 'Asia/Kolkata'],
  ['Kyiv', 'Europe/Kyiv'],
  ['buenos aires', 'America/Buenos_Aires'],
  ['Mars/Olympus', undefined],
  ['+02:00', undefined],
  ['', undefined],
])('readZone reads %j as %s', (typed, zone) => expect(readZone(typed)).toBe(zone));
