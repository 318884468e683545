package dev.demarc.startup;

/** PostgreSQL needs more room on its disk before it can start. */
class DiskFull extends CannotStart {

  DiskFull(String message) {
    super(message);
  }

  DiskFull(String message, Throwable cause) {
    super(message, cause);
  }
}
