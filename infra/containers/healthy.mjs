// Ends with 0 when the address answers with a success, else with 1: what a container's health check asks.
const [address] = process.argv.slice(2);
const well = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(8000) }).then(({ status }) => status < 400, () => false);
process.exit(well ? 0 : 1);
