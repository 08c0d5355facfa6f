'use client';

/** Opens the browser's own print dialogue. */
export const PrintButton = ({ label }: { label: string }) => <button type="button" className="button" onClick={() => window.print()}>{label}</button>;
