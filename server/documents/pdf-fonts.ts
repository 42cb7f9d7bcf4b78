import { createRequire } from "node:module";
import pdfmake from "pdfmake";

/** Tinos has the widths of Times New Roman, every Vietnamese letter, and a licence (OFL) under which it may be embedded. */
export const FONT = "Tinos";
const require = createRequire(import.meta.url);
const FILES = {
  normal: require.resolve("@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf"),
  italics: require.resolve("@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf"),
  bolditalics: require.resolve("@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf"),
};

/** For writers of pictures, which read the same files. */
export const FONT_FILES: readonly string[] = Object.values(FILES);

const POINTS_PER_MM = 72 / 25.4;
export const mm = (millimetres: number): number => millimetres * POINTS_PER_MM;

let isReady = false;
export const prepareFonts = (): void => {
  if (isReady) return;
  pdfmake.setFonts({ [FONT]: FILES });
  // Documents are made of our own fonts and texts, and of nothing that a text could name.
  pdfmake.setLocalAccessPolicy((path) => FONT_FILES.includes(path));
  pdfmake.setUrlAccessPolicy(() => false);
  isReady = true;
};
