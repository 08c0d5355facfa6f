/** A file inside what was dropped, by its path from there. */
export interface Dropped { readonly name: string; readonly file: File }

const filesIn = (entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => new Promise((settle, fail) => {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  const next = () => reader.readEntries((some) => { if (some.length === 0) settle(all); else { all.push(...some); next(); } }, fail);
  next();
});
const opened = (entry: FileSystemFileEntry): Promise<File> => new Promise((settle, fail) => { entry.file(settle, fail); });

async function within(entry: FileSystemEntry, path: string): Promise<Dropped[]> {
  const name = `${path}${entry.name}`;
  if (entry.isFile) return [{ name, file: await opened(entry as FileSystemFileEntry) }];
  return (await Promise.all((await filesIn(entry as FileSystemDirectoryEntry)).map((one) => within(one, `${name}/`)))).flat();
}

/** Every file that was dropped, those of folders too. */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length > 0) return (await Promise.all(entries.map((entry) => within(entry, '')))).flat();
  return [...transfer.files].map((file) => ({ name: file.name, file }));
}

/** Files of an input; those of a chosen folder keep their path. */
export const chosenFiles = (list: FileList): Dropped[] => [...list].map((file) => ({ name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file }));

const CHUNK = 0x8000;
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}

/** What the API takes of them: one zip, or the text of each JSON file. */
export async function uploadOf(all: readonly Dropped[]): Promise<{ zip: string } | { files: { name: string; text: string }[] }> {
  const [only] = all;
  if (all.length === 1 && only && /\.zip$/i.test(only.name)) return { zip: await base64(only.file) };
  return { files: await Promise.all(all.filter(({ name }) => /\.json$/i.test(name)).map(async ({ name, file }) => ({ name, text: await file.text() }))) };
}
