/** Two spellings of one name: case and spaces do not tell holders or share classes apart. */
export const nameKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();
