package dev.demarc.formats.bulk;

import org.jspecify.annotations.Nullable;

/**
 * One report out of a body that holds many. Its bytes can be read by themselves, with its content
 * type, as if it had come alone.
 *
 * @param place the line, row or element it stands on, from 1
 * @param contentType empty where it is no report
 * @param refused why it is no report, in words for the sender; null where it is one
 */
public record BulkRecord(int place, byte[] raw, String contentType, @Nullable String refused) {

  static BulkRecord report(int place, byte[] raw, String contentType) {
    return new BulkRecord(place, raw, contentType, null);
  }

  static BulkRecord refused(int place, String why) {
    return new BulkRecord(place, new byte[0], "", why);
  }

  public boolean isRefused() {
    return refused != null;
  }
}
