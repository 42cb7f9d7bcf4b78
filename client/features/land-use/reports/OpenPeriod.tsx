import { useId, useRef, useState } from "react";
import { open } from "#client/state/navigation.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { writeLand } from "../land-data.ts";
import { type Period, type PeriodRule, todayInVietnam } from "./report-data.ts";
import { useReportWords } from "./use-words.ts";

const AD_HOC = "ad-hoc";
const COUNTS: Record<PeriodRule["kind"], number> = { month: 12, quarter: 4, "half-year": 2, year: 1, "ad-hoc": 1 };

/** Opens a period by a rule, which gives its days, or ad hoc with the letter that asks for it. */
export const OpenPeriod = ({ rules }: { rules: readonly PeriodRule[] }) => {
  const text = useText();
  const words = useReportWords();
  const id = useId();
  const box = useRef<HTMLDetailsElement>(null);
  const [chosen, setChosen] = useState(rules.find(({ kind }) => kind === "quarter")?.id ?? rules[0]?.id ?? AD_HOC);
  const rule = rules.find((one) => one.id === chosen);
  const form = useSubmit(async (values) => {
    const period = await writeLand<Period>("POST", "periods", {
      body: rule
        ? { ruleId: rule.id, year: Number(values["year"]), number: Number(values["number"] ?? 1) }
        : {
            kind: AD_HOC,
            title: values["title"]?.normalize("NFC").trim(),
            document: values["document"]?.normalize("NFC").trim(),
            fromDay: values["fromDay"],
            toDay: values["toDay"],
            dueOn: values["dueOn"],
          },
    });
    if (box.current) box.current.open = false;
    open({ periodId: period.id });
  });
  const field = (name: string, label: string, type: string, more: object = {}) => (
    <Field key={name} label={label} name={name} type={type} fault={form.faultOf(name)} {...more} />
  );
  return (
    <details className="open-period" ref={box}>
      <summary className="button button-small">{words.open.title}</summary>
      <form onSubmit={form.onSubmit}>
        <FormAlert
          refusal={form.refusal}
          shown={["year", "number", "title", "document", "fromDay", "toDay", "dueOn"]}
        />
        <div className="field">
          <label htmlFor={id}>{words.open.by}</label>
          <select id={id} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            {rules.map((one) => (
              <option key={one.id} value={one.id}>
                {`${words.kinds[one.kind]}${one.siteKind ? ` · ${words.ofSiteKind(one.siteKind)}` : ""} (${one.document})`}
              </option>
            ))}
            <option value={AD_HOC}>{words.open.adHoc}</option>
          </select>
          {rule && <p className="field-hint">{inLanguage(rule.noteVi, rule.noteEn, text)}</p>}
        </div>
        {rule ? (
          <div className="open-period-when">
            <NumberInYear key={rule.id} rule={rule} fault={form.faultOf("number")} />
            {field("year", words.open.year, "number", {
              min: 1990,
              max: 2100,
              defaultValue: Number(todayInVietnam().slice(0, 4)),
            })}
          </div>
        ) : (
          <>
            {field("title", words.open.name, "text", { maxLength: 200 })}
            {field("document", words.open.document, "text", { maxLength: 200 })}
            {field("fromDay", words.open.from, "date")}
            {field("toDay", words.open.to, "date")}
            {field("dueOn", words.open.due, "date")}
          </>
        )}
        <button type="submit" className="button button-main" aria-busy={form.isBusy}>
          {words.open.submit}
        </button>
      </form>
    </details>
  );
};

const NumberInYear = ({ rule, fault }: { rule: PeriodRule; fault: string | undefined }) => {
  const words = useReportWords();
  const id = useId();
  const count = COUNTS[rule.kind];
  if (count === 1) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{words.open.number[rule.kind]}</label>
      <select id={id} name="number" aria-invalid={fault ? true : undefined}>
        {Array.from({ length: count }, (_, index) => (
          <option key={index} value={index + 1}>
            {rule.kind === "half-year" ? words.open.halves[index] : index + 1}
          </option>
        ))}
      </select>
      {fault && <p className="field-fault">{fault}</p>}
    </div>
  );
};
