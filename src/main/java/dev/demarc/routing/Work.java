package dev.demarc.routing;

import dev.demarc.responsibility.Side;
import dev.demarc.shared.Category;

/**
 * What a rule may look at.
 *
 * @param unsure whether nobody is sure yet that this is the side
 */
public record Work(
    Side side, Category category, String service, String accountId, boolean unsure) {}
