/** Which application somebody worked on last: whoever comes back to the view finds it again. */
class Last {
  id = $state<string | undefined>();
}

export const lastApplication = new Last();
