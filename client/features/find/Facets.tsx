import type { ReactNode } from "react";
import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Count } from "#client/ui/marks.tsx";
import type { Site } from "#contracts/sites.ts";
import type { FindFilter } from "#client/state/view-state.ts";
import { constraintsOf, type Filters } from "./filters.ts";
import type { Named } from "./in-words.ts";
import { countIf, knownOf, type Land } from "./match.ts";
import type { Constraint, LandKind, Readiness, SectorLetter } from "./need.ts";
import { useWords } from "./use-words.ts";

/** Fewer than these say too little to choose by. */
const FEWEST_KNOWN = 3;
const LETTERS: readonly SectorLetter[] = ["a", "b", "c", "d", "e", "f", "g"];
const READY: readonly Readiness[] = ["wastewater", "road", "cleared"];
const TYPES: readonly LandKind[] = ["zone", "corridor", "cluster"];
/** What tells of how many sites a facet says anything: any value does. */
const PROBES: Readonly<Record<"ha" | "rent" | "fill" | "sector" | Readiness, Constraint>> = {
  ha: { kind: "ha", min: 0.0001 },
  rent: { kind: "rent", maxUsdPerM2: 1e9 },
  fill: { kind: "occupancy", maxShare: 1e9 },
  sector: { kind: "sector", letter: "a" },
  wastewater: { kind: "ready", what: "wastewater" },
  road: { kind: "ready", what: "road" },
  cleared: { kind: "ready", what: "cleared" },
};

type FacetsProps = {
  readonly lands: readonly Land[];
  readonly filters: Filters;
  readonly kinds: ReadonlyMap<string, Site["kind"]>;
  readonly named: Named;
  readonly onAsk: (filters: Filters) => void;
};

/** What can be asked, with of how many sites each is known; what is known of hardly any is folded, and says so. */
export const Facets = ({ lands, filters, kinds, named, onAsk }: FacetsProps) => {
  const words = useWords();
  const { language } = useText();
  const set = (key: FindFilter, value: string) => onAsk({ ...filters, [key]: value });
  const toggle = (key: "ready" | "sector", one: string) => {
    const list = (filters[key] ?? "").split(",").filter(Boolean);
    set(key, (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]).join(","));
  };
  const constraints = constraintsOf(filters);
  const count = (option: Constraint) => formatNumber(countIf(lands, constraints, option, kinds), 0, language);
  const known = (what: keyof typeof PROBES) => knownOf(lands, PROBES[what], kinds);
  const targets = [...kinds].flatMap(([id, kind]) => (["port", "bridge", "airport"].includes(kind) ? [id] : []));
  const isNear = lands.some(({ told }) => told.distances.length > 0);
  return (
    <div className="find-facets">
      <label className="field">
        {words.facets.type}
        <select value={filters.type ?? ""} onChange={(event) => set("type", event.target.value)}>
          <option value="">{words.any}</option>
          {TYPES.map((type) => (
            <option key={type} value={type} data-count={`find:type-${type}`}>
              {words.option(words.types[type], count({ kind: "type", type }))}
            </option>
          ))}
        </select>
      </label>
      {(["ha", "rent", "fill"] as const).map((key) => (
        <Facet key={key} name={words.facets[key]} known={known(key)} what={key} isUsed={Boolean(filters[key])}>
          <Amount label={words.facets[key]} value={filters[key] ?? ""} onChange={(value) => set(key, value)} />
        </Facet>
      ))}
      {isNear && (
        <div className="find-near">
          <label className="field">
            {words.facets.near}
            <select value={filters.near ?? ""} onChange={(event) => set("near", event.target.value)}>
              <option value="">{words.any}</option>
              {Object.entries(words.targets).map(([what, name]) => (
                <option key={what} value={what}>
                  {name}
                </option>
              ))}
              {targets.map((id) => (
                <option key={id} value={id}>
                  {named.target(id)}
                </option>
              ))}
            </select>
          </label>
          {filters.near && (
            <label className="field">
              {words.facets.km}
              <Amount label={words.facets.km} value={filters.km ?? ""} onChange={(value) => set("km", value)} />
            </label>
          )}
        </div>
      )}
      <Facet name={words.facets.sector} known={known("sector")} what="sector" isUsed={Boolean(filters.sector)}>
        <Choices
          options={LETTERS.map((letter) => [letter, words.sectors[letter], count({ kind: "sector", letter })])}
          chosen={filters.sector ?? ""}
          onToggle={(letter) => toggle("sector", letter)}
        />
      </Facet>
      {READY.map((what) => (
        <Facet
          key={what}
          name={words.ready[what]}
          known={known(what)}
          what={what}
          isUsed={(filters.ready ?? "").split(",").includes(what)}
        >
          <Choices
            options={[[what, words.ready[what], count({ kind: "ready", what })]]}
            chosen={filters.ready ?? ""}
            onToggle={(one) => toggle("ready", one)}
          />
        </Facet>
      ))}
      <label className="find-keep">
        <input
          type="checkbox"
          checked={filters.unknown !== "no"}
          onChange={(event) => set("unknown", event.target.checked ? "" : "no")}
        />
        {words.keep}
      </label>
    </div>
  );
};

type FacetProps = {
  readonly name: string;
  readonly known: number;
  readonly what: string;
  readonly isUsed: boolean;
  readonly children: ReactNode;
};

const Facet = ({ name, known, what, isUsed, children }: FacetProps) => {
  const words = useWords();
  const { language } = useText();
  const digits = formatNumber(known, 0, language);
  if (known >= FEWEST_KNOWN) {
    return (
      <div className="find-facet" data-facet={what}>
        <span>
          {name} <Count of={`find:${what}`} className="fine">{`· ${words.known(digits)}`}</Count>
        </span>
        {children}
      </div>
    );
  }
  return (
    <details className="find-folded" open={isUsed || undefined}>
      <summary>
        {name} <Count of={`find:${what}`} className="fine">{`· ${words.fewKnown(digits)}`}</Count>
      </summary>
      {children}
    </details>
  );
};

type AmountProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

const Amount = ({ label, value, onChange }: AmountProps) => (
  <input
    type="number"
    inputMode="decimal"
    min={0}
    step="any"
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  />
);

type ChoicesProps = {
  /** With how many sites there would be. */
  readonly options: readonly (readonly [value: string, name: string, count: string])[];
  readonly chosen: string;
  readonly onToggle: (value: string) => void;
};

const Choices = ({ options, chosen, onToggle }: ChoicesProps) => {
  const words = useWords();
  return (
    <div className="find-choices">
      {options.map(([value, name, count]) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.split(",").includes(value)} onChange={() => onToggle(value)} />
          <Count of={`find:option-${value}`}>{words.option(name, count)}</Count>
        </label>
      ))}
    </div>
  );
};
