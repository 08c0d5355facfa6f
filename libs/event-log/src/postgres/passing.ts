/** SQLSTATE classes and codes after which asking again may help: connection gone, server stopping or starting, too many clients, a standby, a deadlock. */
const PASSING = /^(08...|57P0[1235]|53300|25006|40001|40P01)$/;
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT']);
const LOST = /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed/;

/** Whether the server may not have seen or not have answered what was asked, so that it is worth asking again. */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === undefined ? LOST.test(message ?? '') : PASSING.test(code) || SOCKET.has(code);
}
