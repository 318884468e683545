package dev.demarc.console;

/**
 * Numbers in drawings, to a tenth. A drawing has hundreds, and a formatter reads its pattern anew.
 */
public final class SvgNumber {
  private SvgNumber() {}

  /** {@code 12.5}, {@code -0.3}, {@code 4.0}. */
  public static String tenths(double value) {
    long tenths = Math.round(value * 10);
    long size = Math.abs(tenths);
    return (tenths < 0 ? "-" : "") + size / 10 + '.' + size % 10;
  }
}
