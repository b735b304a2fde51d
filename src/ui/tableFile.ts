const MOST_BYTES = 4_000_000; // a million characters, whatever they are

/** A file's text and its name without the ending; or why it can't be had, in a sentence. */
export async function tableFile(
  file: File,
): Promise<{ readonly text: string; readonly name: string } | { readonly error: string }> {
  if (file.size > MOST_BYTES) return { error: `${file.name} has ${Math.round(file.size / 1e6)} MB; 1 MB can be read.` };
  try {
    return { text: await file.text(), name: file.name.replace(/\.\w+$/, '') };
  } catch {
    return { error: `${file.name} could not be opened.` };
  }
}
