package dev.demarc.console.responsibility;

import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a draft's matrix says otherwise than the one in force, as a picture and in words. Pure.
 *
 * @param picture of the shapes in which a side changes; null where none does
 * @param shapes how many shapes the draft has in all
 * @param changedShapes in how many of them a side changes
 * @param changes cell by cell, services that change alike together
 * @param more how many changes are not listed
 */
public record MatrixComparison(
    @Nullable MatrixPicture picture,
    int shapes,
    int changedShapes,
    List<Change> changes,
    int more) {

  private static final int MOST_CHANGES = 200;
  private static final int MOST_COLUMNS = 24;

  /**
   * One cell, of all the services in which it changes alike.
   *
   * @param before null where the service or the layer is new
   * @param after null where it is gone
   */
  public record Change(
      List<String> services, Layer layer, @Nullable Cell before, @Nullable Cell after) {
    public String name() {
      var named = ServiceGroup.name(services);
      int more = services.size() - (named.equals(services.get(0)) ? 1 : 2);
      return more == 0 ? named : named + ", " + more + " more";
    }

    public boolean isOfSide() {
      return before == null || after == null || before.responsibility() != after.responsibility();
    }

    /** What the customer has to do that it had not before; null where nothing. */
    public @Nullable String newCustomerPart() {
      return changed(
          before == null ? null : before.customerPart(),
          after == null ? null : after.customerPart());
    }

    public @Nullable String newAwsPart() {
      return changed(
          before == null ? null : before.awsPart(), after == null ? null : after.awsPart());
    }

    private static @Nullable String changed(@Nullable String was, @Nullable String is) {
      return is == null || is.equals(was) ? null : is;
    }
  }

  static MatrixComparison of(Matrix inForce, Matrix draft) {
    var names = new LinkedHashSet<String>();
    inForce.services().forEach(row -> names.add(row.name()));
    draft.services().forEach(row -> names.add(row.name()));
    var found = new LinkedHashMap<Object, Change>();
    for (var name : names) {
      var before = row(inForce, name);
      var after = row(draft, name);
      for (var layer : Layer.values()) {
        var was = before == null ? null : before.cells().get(layer);
        var is = after == null ? null : after.cells().get(layer);
        if (!Objects.equals(was, is)) {
          var key = new ArrayList<Object>();
          key.add(layer);
          key.add(was);
          key.add(is);
          found
              .computeIfAbsent(key, k -> new Change(new ArrayList<>(), layer, was, is))
              .services()
              .add(name);
        }
      }
    }
    var changes =
        found.values().stream()
            .sorted(java.util.Comparator.comparing((Change c) -> !c.isOfSide()))
            .toList();
    var columns = columns(inForce, draft);
    return new MatrixComparison(
        columns.isEmpty()
            ? null
            : MatrixPicture.compared(columns.subList(0, Math.min(MOST_COLUMNS, columns.size()))),
        ServiceGroup.of(draft).size(),
        columns.size(),
        changes.subList(0, Math.min(MOST_CHANGES, changes.size())),
        Math.max(0, changes.size() - MOST_CHANGES));
  }

  /** {@code find} would answer for aliases as well. */
  private static @Nullable ServiceRow row(Matrix matrix, String name) {
    return matrix.find(name).filter(row -> row.name().equals(name)).orElse(null);
  }

  private static List<MatrixPicture.Input> columns(Matrix inForce, Matrix draft) {
    record Pair(ServiceRow before, ServiceRow after) {}
    var alike = new LinkedHashMap<List<Object>, List<Pair>>();
    for (var after : draft.services()) {
      var before = row(inForce, after.name());
      if (before != null && !ServiceGroup.sides(before).equals(ServiceGroup.sides(after))) {
        alike
            .computeIfAbsent(
                List.of(
                    after.serviceClass(), ServiceGroup.sides(before), ServiceGroup.sides(after)),
                key -> new ArrayList<>())
            .add(new Pair(before, after));
      }
    }
    var sorted = new TreeMap<Integer, List<MatrixPicture.Input>>();
    alike
        .values()
        .forEach(
            services -> {
              var after = services.get(0).after();
              var before = services.get(0).before();
              var names = services.stream().map(pair -> pair.after().name()).toList();
              sorted
                  .computeIfAbsent(after.serviceClass().ordinal(), c -> new ArrayList<>())
                  .add(
                      new MatrixPicture.Input(
                          ServiceGroup.name(names),
                          ServiceGroup.more(names),
                          after.serviceClass(),
                          after,
                          before,
                          changed(before, after)));
            });
    return sorted.values().stream().flatMap(List::stream).toList();
  }

  private static Set<Layer> changed(ServiceRow before, ServiceRow after) {
    var changed = EnumSet.noneOf(Layer.class);
    var was = ServiceGroup.sides(before);
    var is = ServiceGroup.sides(after);
    for (int i = 0; i < was.size(); i++) {
      if (!was.get(i).equals(is.get(i))) {
        changed.add(ServiceGroup.STACK.get(i));
      }
    }
    return changed;
  }
}
