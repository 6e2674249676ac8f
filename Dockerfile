# One image for Slack and Discord: the code and the facts are inside, the store is on a volume, no secret is in it.
#   docker build --tag receipts:local .
#   docker run --detach --name receipts --init --read-only --cap-drop ALL --security-opt no-new-privileges \
#     --stop-timeout 20 --restart unless-stopped --tmpfs /tmp --env-file .env --volume receipts:/app/var receipts:local
# compose.yaml says the same in a file. With `node dist/doctor.js` at the end it looks whether all is right, and starts nothing.
ARG NODE=24.21-slim

FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY editor/package.json editor/
COPY site/package.json site/
COPY bench/package.json bench/
RUN npm ci
COPY . .
RUN npm run build

# What the running bot needs of the packages, and nothing that only building or testing needs.
FROM node:${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY editor/package.json editor/
COPY site/package.json site/
COPY bench/package.json bench/
RUN npm ci --omit=dev --ignore-scripts

FROM node:${NODE}
LABEL org.opencontainers.image.title="Receipts" \
      org.opencontainers.image.description="Answers questions in Slack and Discord from a base of sourced facts" \
      org.opencontainers.image.licenses="Apache-2.0 AND CC-BY-4.0"
ENV NODE_ENV=production HEALTH_PORT=8080
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json manifest.yml LICENSE ./
# The facts themselves are in dist; a folder called data would be looked at for newer ones.
COPY data/LICENSE ./LICENSE-data
COPY --from=build /app/dist ./dist
# The only place that is written to. A new volume takes the owner of what lies below it.
RUN mkdir --mode=700 var && chown 1000:1000 var
VOLUME /app/var
# The image's own user "node", as a number, so that a cluster can see that it is not root.
USER 1000:1000
# Where HEALTH_PORT was emptied, nobody can ask.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "const p = process.env.HEALTH_PORT; if (p) fetch('http://127.0.0.1:' + p + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
