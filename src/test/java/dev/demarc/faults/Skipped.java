package dev.demarc.faults;

/** A fault that cannot be made on this machine, and why. */
final class Skipped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Skipped(String why) {
    super(why);
  }
}
