package dev.demarc.shared;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of a table whose key is a UUIDv7, and so tells the order in which rows came. */
public final class NewestFirst {

  private NewestFirst() {}

  /**
   * @param select rows whose key is below {@code :before}, by their keys, the highest first
   * @param limit null for the usual
   * @param cursor null for the first page
   * @throws Problem where the limit or the cursor is none
   */
  public static <T> Page<T> page(
      EntityManager database,
      String select,
      @Nullable Integer limit,
      @Nullable String cursor,
      Function<Tuple, T> read,
      Function<T, UUID> key) {
    int size = Page.limit(limit);
    List<?> rows =
        database
            .createNativeQuery(select, Tuple.class)
            .setParameter("before", Cursor.below(cursor))
            .setMaxResults(size + 1)
            .getResultList();
    return Page.of(
        rows.stream().map(row -> read.apply((Tuple) row)).toList(),
        size,
        one -> Cursor.at(key.apply(one)));
  }
}
