# The simulated exchange, or the gateway that holds the keys, in a container:
#
#   docker build -t rx-bitbank .
#   docker run --rm -p 8080:8080 rx-bitbank                            # sim, on port 8080
#   docker run --rm -v "$PWD:/data" rx-bitbank gateway --help
#
# No key is built in: the gateway takes its own from the environment (--env-file), or from a file with mode 600 that is
# mounted (-v "$HOME/.bitbank-keys:/data/keys:ro", --keys keys).

FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsup.config.ts ./
COPY src src
RUN npm run build -- --no-dts && npm pack --ignore-scripts --pack-destination /tmp

FROM node:22-bookworm-slim
WORKDIR /opt/rx-bitbank
COPY --from=build /tmp/rx-bitbank-*.tgz package.tgz
RUN npm init --yes >/dev/null \
  && npm install --omit=dev --no-audit --no-fund ./package.tgz rxjs@7 pubnub@12 \
    @nats-io/nats-core@3 @nats-io/transport-node@3 @nats-io/jetstream@3 @nats-io/kv@3 \
  && rm package.tgz && mkdir /data && chown node:node /data
ENV PATH=/opt/rx-bitbank/node_modules/.bin:$PATH NODE_ENV=production
# The file mode of a key is checked against this user.
USER node
WORKDIR /data
EXPOSE 8080
ENTRYPOINT ["rx-bitbank"]
CMD ["sim", "--host", "0.0.0.0", "--port", "8080"]
