import { type MarketNetwork, NEED_CRITERIA, needOf } from "#contracts/market-network.ts";
import { ranksOf, scoreBy, weightsIn } from "#contracts/scoring.ts";
import { numberAt } from "./trial.ts";

/** Numbers that the page of the market network may say at `path`, of an answer of the server and the weights of its address. */
export const networkNumbers = (path: string, answer: MarketNetwork, weightText: string | null): readonly number[] => {
  const weights = weightsIn(NEED_CRITERIA, weightText ?? undefined);
  const [kind = "", id = "", end = ""] = path.split(".");
  if (kind === "doubtful") return [answer.items.filter(({ isDoubtful }) => isDoubtful).length];
  if (kind === "weight") return numberAt(weights, [id]);
  if (kind === "ends")
    return numberAt(
      NEED_CRITERIA.find((one) => one.id === id),
      [end],
    );
  if (kind !== "score" && kind !== "rank") return numberAt(answer, path.split("."));
  const scores = answer.items.flatMap((item) => scoreBy(NEED_CRITERIA, needOf(item), weights) ?? []);
  const at = answer.items.findIndex((item) => item.id === id);
  return numberAt(kind === "score" ? scores[at] : ranksOf(scores)[at], [end]);
};
