interface Click {
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  button: number;
  preventDefault(): void;
}

/**
 * Makes a link act at once where a script runs, and stay a link: without one, in another tab, to be copied.
 *
 * @returns what its `onClick` does; nothing where there is nothing to do in place
 */
export function handleInClient(act: (() => void) | undefined): ((click: Click) => void) | undefined {
  if (!act) return undefined;
  return (click) => {
    const elsewhere = click.metaKey || click.ctrlKey || click.shiftKey || click.altKey || click.button !== 0;
    if (elsewhere) return;
    click.preventDefault();
    act();
  };
}
