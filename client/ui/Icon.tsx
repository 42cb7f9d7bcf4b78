/** Line icons of one weight, drawn on a 20-unit grid. */
const PATHS = {
  search: "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13.2 13.2 17 17",
  back: "M11.5 4.5 6 10l5.5 5.5M6.5 10H16",
  close: "M5 5l10 10M15 5 5 15",
  layers: "M10 3 3 7l7 4 7-4-7-4zM3.5 10.5 10 14.2l6.5-3.7M3.5 13.6 10 17.3l6.5-3.7",
  chevronDown: "M5 8l5 5 5-5",
  chevronUp: "M5 12l5-5 5 5",
  clock: "M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10 6.5V10l2.5 1.8",
  warning: "M10 3.2 17.4 16.4H2.6L10 3.2zM10 8v4M10 13.9v.3",
  check: "M4 10.5 8.2 14.6 16 6.2",
  approx: "M4 8c2-2 4-2 6 0s4 2 6 0M4 12.5c2-2 4-2 6 0s4 2 6 0",
  interval: "M3.5 5v10M16.5 5v10M3.5 10h13M6.5 7.5 4 10l2.5 2.5M13.5 7.5 16 10l-2.5 2.5",
  differ: "M5 8h10M5 12h10M12.5 4.5l-5 11",
  twins: "M6.5 5.5v9M3.5 8.5l3-3 3 3M13.5 14.5v-9M10.5 11.5l3 3 3-3",
  person: "M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4 16.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5",
  download: "M10 3.5v9M6.2 9 10 12.8 13.8 9M4 16.2h12",
  calendar: "M4 5.5h12v11H4zM4 8.8h12M7 3.5v3.6M13 3.5v3.6",
  upload: "M10 13V4M6.2 7.5 10 3.7 13.8 7.5M4 16.2h12",
  pencil: "M4 16l.8-3.4L13.2 4.2l2.6 2.6-8.4 8.4L4 16zM11.6 5.8l2.6 2.6",
  lock: "M5.5 9h9v7h-9zM7.2 9V6.6a2.8 2.8 0 0 1 5.6 0V9",
  circle: "M10 4.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z",
  external: "M8 5H4.5v10.5H15V12M11 4.5h4.5V9M15 5l-6.5 6.5",
} as const;
export type IconName = keyof typeof PATHS;

export const Icon = ({ name, size = 16 }: { name: IconName; size?: number }) => (
  <svg className="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
