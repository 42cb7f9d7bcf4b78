export type ChosenFile = { readonly fileName: string; readonly file: string };

const CHUNK = 0x8000;
/** As the server takes it: base64. */
export const takeFile = async (file: File): Promise<ChosenFile> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return { fileName: file.name.normalize("NFC").slice(0, 200), file: btoa(text) };
};
