/** Where the API listens; read when it is needed, so that one build serves any port. */
export const apiAddress = (): string => process.env['CAPSTAN_API_URL'] ?? 'http://127.0.0.1:3001';
