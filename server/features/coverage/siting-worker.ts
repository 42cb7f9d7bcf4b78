/** A thread that solves where to open more: seconds in which the server must go on answering. */

import loadHighs, { type Highs } from "highs";
import { serveThread } from "#server/serve-thread.ts";
import { type SitingProblem, solveSiting } from "./siting-model.ts";

let loading: Promise<Highs> | undefined;

serveThread(async (problem: SitingProblem) => {
  loading ??= loadHighs();
  return solveSiting(await loading, problem);
});
