// A service worker is one to itself: the library of types knows workers of all kinds.

interface WorkerGlobalScope {
  readonly clients: Clients;
  skipWaiting(): Promise<void>;
}

interface WorkerGlobalScopeEventMap {
  fetch: FetchEvent;
  install: ExtendableEvent;
  message: ExtendableMessageEvent;
}
