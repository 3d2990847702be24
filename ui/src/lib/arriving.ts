/** Photos that come from outside: a file dropped on the form, or pasted. */

/** The first file of a drop or a paste that says it is a picture, else the first file at all: the desk says why not. */
export function photoIn(data: DataTransfer | null | undefined): File | undefined {
  const files = [...(data?.files ?? [])];
  return files.find((file) => file.type.startsWith("image/")) ?? files[0];
}

/** Whether the thing in hand over the form is a file. */
export function bringsFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** A text field takes what is pasted as long as there is a text in it. */
export function fieldTakes(event: ClipboardEvent): boolean {
  const { target, clipboardData } = event;
  return (
    target instanceof HTMLElement &&
    target.matches(
      "input:not([type=radio], [type=range], [type=checkbox], [type=file]), textarea",
    ) &&
    (clipboardData?.getData("text/plain") ?? "") !== ""
  );
}
