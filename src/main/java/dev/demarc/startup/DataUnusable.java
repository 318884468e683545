package dev.demarc.startup;

/** The data folder is not one that this Demarc's PostgreSQL can open, however often it is tried. */
class DataUnusable extends CannotStart {

  DataUnusable(String message) {
    super(message);
  }

  DataUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
