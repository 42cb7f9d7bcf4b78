/** Places that can be tried out lie in or near the province: degrees of longitude and latitude, lowest and highest. */
export const TRIAL_BOX = { lng: [105.5, 106.5], lat: [9.7, 10.5] } as const;
export const MOST_TRIED = 20;
/** Areas that can be forbidden, and corners of each. */
export const MOST_AREAS = 5;
export const MOST_CORNERS = 30;
