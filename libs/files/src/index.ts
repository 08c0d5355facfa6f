export type { FileStore, StoredFile, WholeFile } from './port.ts';
export { FilesUnreachable } from './port.ts';
export { FolderFiles } from './folder.ts';
export { isS3, openFiles, s3Place } from './open.ts';
export { S3Files, type S3Place } from './s3.ts';
export { clearUnfinished, measured, receive, TooLarge } from './receive.ts';
