package orderbakery.product;

import java.util.Currency;
import orderbakery.component.Component;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the component of products. */
@Configuration(proxyBeanMethods = false)
class ProductConfiguration {

  /**
   * @param currency ISO 4217 code of products that name none
   */
  @Bean
  Component<Product> products(@Value("${bakery.currency}") String currency) {
    return new Products(Currency.getInstance(currency));
  }
}
