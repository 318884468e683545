package dev.demarc.formats.text;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A table in which the first row that fits a text counts; so the narrower come first. */
public final class FirstFit<V> {

  private record Row<V>(Predicate<String> fits, V value) {}

  private final List<Row<V>> rows = new ArrayList<>();

  /** Fits what begins with one of these. */
  public FirstFit<V> starting(V value, String... starts) {
    rows.add(new Row<>(text -> Stream.of(starts).anyMatch(text::startsWith), value));
    return this;
  }

  /** Fits what has one of these in it. */
  public FirstFit<V> containing(V value, String... words) {
    rows.add(new Row<>(text -> Stream.of(words).anyMatch(text::contains), value));
    return this;
  }

  /** Fits that in which the expression is found. */
  public FirstFit<V> matching(V value, String expression) {
    var pattern = Pattern.compile(expression);
    rows.add(new Row<>(text -> pattern.matcher(text).find(), value));
    return this;
  }

  /** Empty where no row fits. */
  public Optional<V> of(String text) {
    return rows.stream().filter(row -> row.fits().test(text)).map(Row::value).findFirst();
  }
}
