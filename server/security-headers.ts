/**
 * Sent with every answer, also those written before or outside the routes: a malformed request, an unknown path, a static
 * file. MapLibre 6 and the client run under this policy without exception: no inline script or style, no foreign host.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // Browsers heed it over HTTPS only, so a plain start on localhost is not affected.
  "strict-transport-security": "max-age=31536000; includeSubDomains",
};
