package orderbakery.order;

import java.util.Currency;
import orderbakery.component.Component;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the component of orders. */
@Configuration(proxyBeanMethods = false)
class OrderConfiguration {

  /**
   * @param currency ISO 4217 code of orders that name none
   */
  @Bean
  Component<Order> orders(@Value("${bakery.currency}") String currency) {
    return new Orders(Currency.getInstance(currency));
  }
}
