interface Click {
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  button: number;
  preventDefault(): void;
}

/**
 * Returns an `onClick` that runs `act` instead of following the link. Clicks with a modifier key or another
 * button follow the link, for example into a new tab. Without a script the link still works.
 *
 * @returns undefined without `act`
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
