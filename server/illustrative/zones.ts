import type { MetricId } from "#contracts/metrics.ts";
import { apportion, jitter, type Random } from "#server/illustrative/draw.ts";
import type { Inputs } from "#server/illustrative/inputs.ts";
import { figuresOf, type Cells } from "#server/illustrative/rows.ts";

/** Leaves of the Plan's group, with what makes their shares plausible: phase 2 and Cổ Chiên were slow by 2015. */
const ZONES = [
  { id: "hoa-phu-1", leased: 0.5, deployment: 0.6, capital: 0.5, projects: 15, fdi: 5 },
  { id: "hoa-phu-2", leased: 0.09, deployment: 0.3, capital: 0.14, projects: 3, fdi: 1 },
  { id: "binh-minh", leased: 0.22, deployment: 0.42, capital: 0.23, projects: 9, fdi: 3 },
  { id: "co-chien", leased: 0.19, deployment: 0.5, capital: 0.13, projects: 9, fdi: 2 },
] as const;
/** Made up like the rest; of the others the area of 2021 is taken over. */
const CO_CHIEN_LEASABLE_HA = 58;
const SPLIT_METRICS = [
  "projectsFdi",
  "projectsDomestic",
  "leasedHa",
  "deployedHa",
  "registeredCapitalBillionVnd",
  "deployedCapitalBillionVnd",
] as const;

/** The Plan's totals of three zones, divided among them and the phases of Hòa Phú. */
export function zoneFigures(random: Random, inputs: Inputs): Cells[] {
  const total = (metric: MetricId) => inputs.figure(`three-zones.${metric}.2015-06`);
  /** Parts of a total printed with so many decimals. */
  const split = (metric: MetricId, decimals: number, weights: readonly number[], least: number) => {
    const unit = 10 ** decimals;
    return apportion(Math.round(total(metric) * unit), weights, least).map((part) => part / unit);
  };
  const weigh = (weight: (zone: (typeof ZONES)[number]) => number) => ZONES.map((zone) => jitter(random, weight(zone)));
  const parts = {
    projectsFdi: split(
      "projectsFdi",
      0,
      weigh(({ fdi }) => fdi),
      1,
    ),
    projectsDomestic: split(
      "projectsDomestic",
      0,
      weigh(({ projects, fdi }) => projects - fdi),
      1,
    ),
    leasedHa: split(
      "leasedHa",
      2,
      weigh(({ leased }) => leased),
      0,
    ),
    deployedHa: split(
      "deployedHa",
      2,
      weigh(({ leased, deployment }) => leased * deployment),
      0,
    ),
    registeredCapitalBillionVnd: split(
      "registeredCapitalBillionVnd",
      1,
      weigh(({ capital }) => capital),
      0,
    ),
    deployedCapitalBillionVnd: split(
      "deployedCapitalBillionVnd",
      1,
      weigh(({ capital, deployment }) => capital * deployment),
      0,
    ),
  };
  const zones = ZONES.map(({ id }, index) => ({
    id,
    leasableHa: id === "co-chien" ? CO_CHIEN_LEASABLE_HA : inputs.figure(`${id}.leasableHa.2021-07`),
    ...(Object.fromEntries(SPLIT_METRICS.map((metric) => [metric, parts[metric][index]!])) as Record<
      (typeof SPLIT_METRICS)[number],
      number
    >),
  }));
  const [first, second, ...others] = zones;
  const add = (a: number, b: number) => Number((a + b).toFixed(2));
  const hoaPhu = Object.fromEntries(
    (["leasableHa", ...SPLIT_METRICS] as const).map((metric) => [metric, add(first![metric], second![metric])]),
  ) as Omit<(typeof zones)[number], "id">;
  return [{ id: "hoa-phu", ...hoaPhu }, ...zones.slice(0, 2), ...others].flatMap(({ id, ...values }) =>
    figuresOf(id, { projects: values.projectsFdi + values.projectsDomestic, ...values }),
  );
}
