/** The lookup that stands for the rows of the job being post-processed. */
export const BASE_ROWS = 'preview_base_rows';
