// The worker's entry. It imports the real worker once and keeps what arrives meanwhile: WebKit runs an entry twice when
// another chunk imports it, and a message that is posted before an await in the entry has ended is lost in every engine.
const early: MessageEvent[] = [];
self.onmessage = (event: MessageEvent) => early.push(event);

// tfjs takes `process` for the global object where it finds no `global`. Vite's development server makes a `process` in workers
// for defines such as `process.env.MODE`; Nuxt has one.
Object.assign(globalThis, { global: globalThis });

import('./worker-main.ts').then(
  ({ receive }) => {
    self.onmessage = receive;
    for (const event of early.splice(0)) receive(event);
  },
  (error: unknown) => {
    // Thrown out of a task of its own, so that the page gets the worker's error event.
    setTimeout(() => {
      throw error;
    });
  },
);
