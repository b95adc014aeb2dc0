/* The operator keeps no copies on phones (OFFLINE_COPIES=false): this worker takes itself away. */
"use strict";

addEventListener("install", (event) => event.waitUntil(skipWaiting()));

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("kept-")) await caches.delete(name);
    await registration.unregister();
  })());
});
