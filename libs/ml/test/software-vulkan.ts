import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const NOTED = resolve(import.meta.dirname, '../../../node_modules/.cache/chromium-path');
const ICD = 'vk_swiftshader_icd.json';

/** The folder of the browser that the set-up found, and where distributions keep theirs. */
const folders = (): string[] => [...(existsSync(NOTED) ? [dirname(realpathSync(readFileSync(NOTED, 'utf8').trim()))] : []), '/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];

/**
 * Lets a machine without a GPU answer to Vulkan by SwiftShader, which every Chromium brings. Only where nothing else was named, and
 * before the first use of Vulkan. (Mesa's lavapipe in Debian 12 lacks a feature that Dawn asks for.)
 */
export function softwareVulkan(): void {
  process.env['XDG_RUNTIME_DIR'] ??= tmpdir();
  const found = folders().map((folder) => join(folder, ICD)).find(existsSync);
  if (found) process.env['VK_ICD_FILENAMES'] ??= found;
}
