interface Props {
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that asks for files. */
export function FileButton({ label, onFiles }: Props) {
  return (
    <label class="file">
      <span>{label}</span>
      <input
        type="file"
        multiple
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // the same file may be chosen again, once it is mended
          currentTarget.value = "";
        }}
      />
    </label>
  );
}
