// What every file of the page is sent with: by ./serve, and by the service worker where a host sends less.
export const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  // The camera is for a picture of one's own; nobody asks for the others.
  "Permissions-Policy": "camera=(self), accelerometer=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), " +
    "microphone=(), midi=(), payment=(), usb=()",
};

const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/;

/**
 * The headers of a page and of the files beside it. The page carries its policy itself, with the digests of what stands in
 * it; it is sent as well, since a worker has the policy that its script comes with.
 * @param {string} html the page
 */
export function headersFor(html) {
  const [, policy] = POLICY.exec(html) || [];
  return policy ? { ...HEADERS, "Content-Security-Policy": policy } : HEADERS;
}
