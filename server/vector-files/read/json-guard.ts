import { LIMITS, refuseFile } from "./refusals.ts";

/** Depth and number of brackets, before a parser makes objects of them. */
export const guardJson = (text: string): void => {
  let [depth, parts] = [0, 0];
  let isText = false;
  for (let n = 0; n < text.length; n++) {
    const sign = text.charCodeAt(n);
    if (isText) {
      if (sign === 92) n++;
      else if (sign === 34) isText = false;
      continue;
    }
    if (sign === 34) isText = true;
    else if (sign === 91 || sign === 123) {
      if (++depth > LIMITS.depth) refuseFile("too-deep");
      if (++parts > LIMITS.vertices * 1.5) refuseFile("too-many-vertices");
    } else if (sign === 93 || sign === 125) depth--;
  }
};
