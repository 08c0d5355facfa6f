// Preloaded into every process that `npm start` launches: when the supervisor is gone, even by kill -9, so are they.
// A program's own children inherit the preload; for them it does nothing, their channel is their parent's business.
if (process.channel && process.ppid === Number(process.env.CAPSTAN_SUPERVISOR)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
