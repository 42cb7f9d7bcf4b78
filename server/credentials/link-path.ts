/** Page that redeems a one-time code. The code follows `#`, so that it reaches no server, log or referrer. */
export const linkPath = (code: string): string => `/lien-ket#${code}`;
