/** Of an enquiry, in the order in which it moves on; `survey`: the site is being visited. */
export const ENQUIRY_STATES = ["new", "in-progress", "survey", "closed"] as const;
export type EnquiryState = (typeof ENQUIRY_STATES)[number];
