# Two stages: the first has compilers, for native parts without a ready-made build; the second has what runs and nothing else.
FROM node:22-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    WENBAO_HOST=0.0.0.0 \
    WENBAO_INDEX=/var/lib/wenbao/index \
    WENBAO_REPORTS=/var/lib/wenbao/reports \
    WENBAO_CORRECTIONS=/var/lib/wenbao/corrections
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/data ./data
COPY --from=build /app/dist ./dist
# The program's own files belong to root: what runs can change its data and nothing else.
RUN install -d -o node -g node /var/lib/wenbao /var/lib/wenbao/index /var/lib/wenbao/reports /var/lib/wenbao/corrections
USER node
VOLUME ["/var/lib/wenbao"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/wenbao.js"]
CMD ["serve", "--watch"]
