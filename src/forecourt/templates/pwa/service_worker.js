// Keeps the static files, and the last seen list of today, for reading without a network. Nothing else is kept, and all
// kept pages go when somebody signs out or has to sign in.
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const KEPT = [{% for url in kept %}"{{ url|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const STATIC = "forecourt-static";
const PAGES = "forecourt-pages";
const OFFLINE = "/offline/";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

const forget = () => caches.delete(PAGES);

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(STATIC).then((cache) => cache.addAll([...FILES, OFFLINE])).then(() => self.skipWaiting())
  );
});

self.addEventListener("activate", (event) => {
  const prune = async () => {
    const cache = await caches.open(STATIC);
    const wanted = new Set([...FILES, OFFLINE].map((url) => new URL(url, self.location).href));
    const keys = await cache.keys();
    await Promise.all(keys.filter((key) => HASHED.test(key.url) && !wanted.has(key.url)).map((key) => cache.delete(key)));
    await self.clients.claim();
  };
  event.waitUntil(prune());
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(forget());
});

const file = async (request) => {
  const cache = await caches.open(STATIC);
  const kept = await cache.match(request);
  if (kept && HASHED.test(request.url)) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.ok) cache.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
};

const keep = async (request, response) => {
  const path = new URL(response.url || request.url).pathname;
  if (path.startsWith("/accounts/login")) return forget();
  if (!response.ok || !KEPT.includes(path)) return undefined;
  const pages = await caches.open(PAGES);
  const body = await response.blob();
  return pages.put(path, new Response(body, { headers: { "Content-Type": response.headers.get("Content-Type"), "Content-Security-Policy": response.headers.get("Content-Security-Policy") || "" } }));
};

const page = async (event) => {
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(event.request, response.clone()));
    return response;
  } catch {
    const pages = await caches.open(PAGES);
    const path = new URL(event.request.url).pathname;
    const list = path === "/" ? KEPT : [path];
    for (const url of list) {
      const kept = await pages.match(url);
      if (kept) return kept;
    }
    return (await caches.open(STATIC)).match(OFFLINE);
  }
};

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (FILES.includes(url.pathname)) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event));
});
