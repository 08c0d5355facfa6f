// Preloaded into every process that `npm start` launches: when the supervisor is gone, even by kill -9, so are they.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
