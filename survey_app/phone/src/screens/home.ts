/** The list of visits and the page of a visit: a file of their own, which a section can do without. */

export { VisitHome } from './visit';
export { Visits } from './visits';
