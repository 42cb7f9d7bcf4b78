/** The Vietnamese name that the server gives the file. */
export const fileNameOf = (disposition: string | null, fallback: string): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  try {
    return encoded ? decodeURIComponent(encoded) : fallback;
  } catch {
    // A name that cannot be read is no reason to lose the file.
    return fallback;
  }
};
