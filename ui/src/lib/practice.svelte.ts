/** The outage that lasts on the practice network, as the window last read it: the sidebar shows it too. */
class PracticeStanding {
  outage = $state<string | null>(null);
}

export const practiceStanding = new PracticeStanding();
