# One image for both roles: the coordinator is its command, a probe pod sets `args: ["/netproof/probe.cjs"]`.
#
#   docker build .                          builds the bundles in a container, on public bases
#   BUNDLE=prebuilt, with dist/ built       takes the bundles from `--build-context dist=dist`: no network, no npm

ARG NODE_IMAGE=docker.io/library/node:24-slim
ARG BASE_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot
ARG BUNDLE=built

FROM ${NODE_IMAGE} AS built
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY scripts scripts
COPY probes probes
COPY src src
RUN node scripts/bundle.ts

FROM scratch AS prebuilt
COPY --from=dist . /build/dist/

FROM ${BUNDLE} AS bundle

FROM ${BASE_IMAGE}
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="netproof" \
      org.opencontainers.image.description="Proves, with real packets, that a Kubernetes cluster enforces its network policies" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=bundle /build/dist/ /netproof/
USER 65532:65532
WORKDIR /
# A warning of Node would stand among the records in the log.
ENV NODE_ENV=production NODE_NO_WARNINGS=1
# Set here whatever the base brings: distroless has Node at this path, other bases must have it there too.
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["/netproof/netproof.cjs"]
